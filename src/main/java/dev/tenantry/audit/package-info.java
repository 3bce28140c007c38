/**
 * Who changed what, was told what and was refused what, append-only. A mutation is one row in the transaction of the mutation: tenant-owned entities are
 * audited by construction; everything else tells {@link dev.tenantry.audit.AuditTrail}. What super admins
 * see and do by a role of their own is told by {@link dev.tenantry.audit.AdminTrail}, what is refused by
 * {@link dev.tenantry.audit.AuditedRefusals}, and what is sensitive to read is declared by its endpoint.
 */
@ApplicationModule(allowedDependencies = "shared")
@NullMarked
package dev.tenantry.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
