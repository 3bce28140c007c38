package dev.tenantry.audit.classification;

import dev.tenantry.shared.access.Caller;

/** Who is shown personal data where it is a copy: in the audit log, and in what is made of it. */
public final class PersonalData {

    public static final String PERMISSION = "personal-data:read";

    private PersonalData() {}

    /** A super admin who acts as somebody is there to help with the application, and is told what was done and not to whom. */
    public static boolean isRevealedTo(Caller caller) {
        return caller.may(PERMISSION) && !caller.isImpersonated();
    }
}
