package dev.tenantry.crm.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.tenantry.tenancy.Authority;

/** What a member may do at this moment, in whose name an import runs long after the request that started it. */
@Component
class StarterRights {

    private final Authority authority;

    StarterRights(Authority authority) {
        this.authority = authority;
    }

    /** Those of the permissions that the member does not have, in the current transaction. */
    List<String> missing(UUID member, List<String> needed) {
        var missing = new ArrayList<>(needed);
        missing.removeAll(authority.of(member));
        return missing;
    }
}
