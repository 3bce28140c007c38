package dev.tenantry.shared.record;

/** What the text of a property is for, which says how other values are written into it. */
public enum TextUse {

    /** It is no text: a number, a time, an id. */
    NONE,
    /** Something is found, called or written to by it ({@link Compared}), so values stand in it as the API has them. */
    COMPARED,
    /** People read it. */
    READ
}
