package dev.tenantry.bench;

import java.util.List;
import java.util.UUID;

/**
 * A signed-in user of one tenant, and what is there to ask for.
 *
 * @param contactIds some of the tenant's contacts, in no order
 * @param companies  what its contacts' companies are called
 * @param words      last names of its contacts
 */
record Caller(
        String token,
        UUID organization,
        UUID user,
        List<String> contactIds,
        List<String> companies,
        List<String> words) {

    Caller {
        contactIds = List.copyOf(contactIds);
        companies = List.copyOf(companies);
        words = List.copyOf(words);
    }
}
