package dev.tenantry.crm;

import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

import dev.tenantry.crm.lead.CapturedLead;
import dev.tenantry.crm.lead.LeadIntake;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.support.Person;

/** Leaves leads as a form does: in a transaction of the organization's that is nobody's in particular. */
record Intake(LeadIntake leads, TransactionTemplate transactions) {

    Long capture(Person host, String name, @Nullable String source) {
        return capture(host, new CapturedLead(name, null, null, null, null, null, null, source, null, null, null, null,
                null, null, null));
    }

    Long capture(Person host, CapturedLead lead) {
        return new TenantContext(host.organizationId(), null)
                .call(() -> transactions.execute(_ -> leads.capture(lead)));
    }
}
