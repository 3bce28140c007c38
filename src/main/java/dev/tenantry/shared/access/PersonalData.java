package dev.tenantry.shared.access;

/** Who is shown personal data where it is a copy: in the audit log, and in what is made of it. */
public final class PersonalData {

    public static final String PERMISSION = "personal-data:read";

    private PersonalData() {}
}
