/**
 * From where an organization may be reached: its list of addresses, its restrictions of countries and regions, and what is known of where addresses
 * are. Who somebody is and what they may do is asked elsewhere.
 */
@ApplicationModule(allowedDependencies = {"shared", "audit"})
@NullMarked
package dev.tenantry.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
