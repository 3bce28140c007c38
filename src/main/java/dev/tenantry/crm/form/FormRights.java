package dev.tenantry.crm.form;

import java.util.ArrayList;
import java.util.List;

/** What it takes to have submissions become something: of whoever publishes the form, then and whenever it is made. */
public final class FormRights {

    public static final String TO_MAKE_LEADS = "leads:create";
    /** What a conversion takes, beside {@link #TO_MAKE_LEADS}. */
    private static final List<String> TO_CONVERT = List.of("leads:read", "leads:update", "contacts:create",
            "contacts:read", "contacts:update");
    private static final List<String> TO_HAVE_COMPANIES = List.of("companies:create", "companies:read",
            "companies:update");
    private static final List<String> TO_HAVE_DEALS = List.of("opportunities:create", "opportunities:read");
    public static final String TO_RECORD_CONSENTS = "consents:create";

    private FormRights() {}

    /** All that may come of a form. */
    static List<String> needed(FormResponse form) {
        var needed = new ArrayList<String>();
        if (form.handling() == FormHandling.LEAD) {
            needed.add(TO_MAKE_LEADS);
        } else if (form.handling() == FormHandling.CONVERT) {
            needed.addAll(toConvert(form.conversion() == null ? FormConversion.USUAL : form.conversion()));
        }
        if (form.consents() != null && form.consents().stream().anyMatch(FormConsent::forMarketing)) {
            needed.add(TO_RECORD_CONSENTS);
        }
        return needed;
    }

    public static List<String> toConvert(FormConversion conversion) {
        var needed = new ArrayList<>(TO_CONVERT);
        needed.addFirst(TO_MAKE_LEADS);
        if (conversion.hasCompany()) {
            needed.addAll(TO_HAVE_COMPANIES);
        }
        if (conversion.opportunity() != null) {
            needed.addAll(TO_HAVE_DEALS);
        }
        return needed;
    }
}
