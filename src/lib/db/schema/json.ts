/** JSON as text; parsed where it is read. */
export type Json = string;
/** JSON text of an object by language code, such as `{"en":"Programme","lv":"Programma"}`. */
export type Localized = Json;
