/**
 * Organizations: their settings, members and teams, the roles that members have there and the permissions that roles
 * grant, invitations, and the profiles of people. A person's memberships are told by {@link dev.tenantry.tenancy.Memberships}.
 */
@ApplicationModule(allowedDependencies = {"shared", "audit", "notification"})
@NullMarked
package dev.tenantry.tenancy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
