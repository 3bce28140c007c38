package dev.tenantry.crm.timeline;

import org.jspecify.annotations.Nullable;

/** Whom or what something is about: any of the three, together where they belong together. */
public record Subject(@Nullable Long contactId, @Nullable Long companyId, @Nullable Long opportunityId) {

    public static Subject contact(Long id, @Nullable Long companyId) {
        return new Subject(id, companyId, null);
    }

    public static Subject company(Long id) {
        return new Subject(null, id, null);
    }

    public boolean isEmpty() {
        return contactId == null && companyId == null && opportunityId == null;
    }
}
