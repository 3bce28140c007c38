/**
 * What every module stands on: the tenant context and its two fences, problems, lists, idempotency, the journal that a
 * transaction leaves behind. Open: its packages are everybody's.
 */
@ApplicationModule(type = ApplicationModule.Type.OPEN, allowedDependencies = {})
@NullMarked
package dev.tenantry.shared;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
