/**
 * What operators and developers look at: the platform's administration, and the documentation that the API writes of
 * itself.
 */
@ApplicationModule(allowedDependencies = {"shared", "audit"})
@NullMarked
package dev.tenantry.operations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
