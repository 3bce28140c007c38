@NullMarked
package dev.tenantry.identity.confirmation;

import org.jspecify.annotations.NullMarked;
