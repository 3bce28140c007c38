package dev.tenantry.isolation;

import org.jspecify.annotations.Nullable;

/**
 * In whose name a statement is sent: a role, and the context that its transaction has.
 *
 * @param organization the setting app.org_id; null where it is not set
 * @param user         the setting app.user_id; null where it is not set
 * @param reader       the setting app.reader; null where it is not set
 */
record Actor(String name, String role, @Nullable String organization, @Nullable String user, @Nullable String reader) {

    static final String APPLICATION = "tenantry_app";

    static Actor of(String name, Tenant tenant) {
        return new Actor(name, APPLICATION, tenant.organization().toString(), tenant.user().toString(),
                tenant.user().toString());
    }

    /** In the tenant's name, at work for the whole organization. */
    static Actor forAll(Tenant tenant) {
        return new Actor("the same person for all", APPLICATION, tenant.organization().toString(),
                tenant.user().toString(), "nobody");
    }

    static Actor withoutContext() {
        return new Actor("nobody", APPLICATION, null, null, null);
    }

    static Actor withContext(String name, String organization, String user) {
        return new Actor(name, APPLICATION, organization, user, user);
    }

    /** Somebody else in the tenant's organization. */
    static Actor colleague(Tenant tenant, Tenant somebody) {
        return withContext("colleague", tenant.organization().toString(), somebody.user().toString());
    }

    /** The tenant's own person, at work in another organization. */
    static Actor elsewhere(Tenant tenant, Tenant host) {
        return withContext("the same person elsewhere", host.organization().toString(), tenant.user().toString());
    }

    Actor as(String otherRole) {
        return new Actor(otherRole, otherRole, organization, user, reader);
    }

    @Override
    public String toString() {
        return name;
    }
}
