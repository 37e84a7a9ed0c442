throw new Error('a missing library');
