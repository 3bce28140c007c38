package dev.tenantry.crm.imports.mapping;

/** How the text of a cell becomes the value of a field. */
public enum FieldKind {

    /** As it stands. */
    TEXT,
    /** The name of a host, also of one that a URL names. */
    HOST,
    /** A whole number. */
    INTEGER,
    /** A number, with decimals or without. */
    DECIMAL,
    /** A decimal number, together with the currency that its row or the mapping names. */
    MONEY,
    /** The currency of the row's amounts. */
    CURRENCY,
    /** A day, in one of the mapping's formats. */
    DATE,
    /** The name of a stage of the mapping's pipeline. */
    STAGE,
    /** A country, by its code or by what people call it. */
    COUNTRY,
    /** A record of another kind, by a property that identifies it. */
    REFERENCE,
    /** A member, by id, or by address or name. */
    MEMBER
}
