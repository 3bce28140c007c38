package dev.tenantry.crm.form;

/** The kinds of fields, as a page shows them. */
public enum FieldKind {

    TEXT, LINES, EMAIL, PHONE, URL, DATE, NUMBER, INTEGER, YES_NO, CHOICE, CHOICES;

    public boolean isChoice() {
        return this == CHOICE || this == CHOICES;
    }

    public boolean isNumber() {
        return this == NUMBER || this == INTEGER;
    }

    boolean isText() {
        return switch (this) {
            case TEXT, LINES, EMAIL, PHONE, URL -> true;
            case DATE, NUMBER, INTEGER, YES_NO, CHOICE, CHOICES -> false;
        };
    }
}
