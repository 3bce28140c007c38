@NullMarked
package dev.tenantry.tenancy.policy;

import org.jspecify.annotations.NullMarked;
