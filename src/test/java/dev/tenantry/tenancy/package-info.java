@NullMarked
package dev.tenantry.tenancy;

import org.jspecify.annotations.NullMarked;
