@NullMarked
package dev.tenantry.tenancy.profile;

import org.jspecify.annotations.NullMarked;
