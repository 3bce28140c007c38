@NullMarked
package dev.tenantry.tenancy.team;

import org.jspecify.annotations.NullMarked;
