package dev.tenantry.crm.form;

import java.util.ArrayList;
import java.util.List;

/** What it takes to have submissions become something: of whoever publishes the form, then and whenever it is made. */
public final class FormRights {

    public static final String TO_MAKE_LEADS = "leads:create";
    public static final String TO_RECORD_CONSENTS = "consents:create";

    private FormRights() {}

    /** All that may come of a form. */
    static List<String> needed(FormResponse form) {
        var needed = new ArrayList<String>();
        if (form.handling() == FormHandling.LEAD) {
            needed.add(TO_MAKE_LEADS);
        }
        if (form.consents() != null && form.consents().stream().anyMatch(FormConsent::forMarketing)) {
            needed.add(TO_RECORD_CONSENTS);
        }
        return needed;
    }
}
