@NullMarked
package dev.tenantry.tenancy.invitation;

import org.jspecify.annotations.NullMarked;
