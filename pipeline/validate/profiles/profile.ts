export { type Profile, type ProfileRule, profileSchema, type Signs } from '../../model/profile.ts';
