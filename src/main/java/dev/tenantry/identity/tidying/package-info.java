@NullMarked
package dev.tenantry.identity.tidying;

import org.jspecify.annotations.NullMarked;
