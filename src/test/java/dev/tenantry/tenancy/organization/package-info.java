@NullMarked
package dev.tenantry.tenancy.organization;

import org.jspecify.annotations.NullMarked;
