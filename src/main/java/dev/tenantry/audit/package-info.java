/**
 * Who changed what: one row a mutation, in the transaction of the mutation, append-only. Tenant-owned entities are
 * audited by construction; everything else tells {@link dev.tenantry.audit.AuditTrail}. What super admins
 * see and do by a role of their own is told by {@link dev.tenantry.audit.AdminTrail}.
 */
@ApplicationModule(allowedDependencies = "shared")
@NullMarked
package dev.tenantry.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
