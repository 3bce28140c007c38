package dev.tenantry.crm.imports.mapping;

/**
 * A record that a row refers to.
 *
 * @param field         of the row's record, which is to have its id
 * @param type          the kind of record, or {@link #MEMBER}
 * @param by            the property that identifies it
 * @param value         the property's value
 * @param createMissing whether it is added where there is none
 */
public record Reference(String field, String type, String by, String value, boolean createMissing) {

    /** The kind of those who are no records. */
    public static final String MEMBER = "member";
}
