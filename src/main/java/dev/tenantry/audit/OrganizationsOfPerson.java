package dev.tenantry.audit;

import java.util.List;
import java.util.UUID;

/** Knows in whose logs it is what happens to a person before an organization is known. */
public interface OrganizationsOfPerson {

    /** The organizations that the person belongs to, up to a bound. */
    List<UUID> of(UUID person);
}
