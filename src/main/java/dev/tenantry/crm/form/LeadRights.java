package dev.tenantry.crm.form;

import java.util.List;

/** What it takes to have submissions become leads: of whoever publishes the form, then and whenever one is made. */
public final class LeadRights {

    public static final List<String> NEEDED = List.of("leads:create");

    private LeadRights() {}
}
