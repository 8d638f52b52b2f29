// Types of install.mjs for the scripts that come after it.
export declare const root: string;
export declare function install(): void;
