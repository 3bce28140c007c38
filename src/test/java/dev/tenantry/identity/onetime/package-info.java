@NullMarked
package dev.tenantry.identity.onetime;

import org.jspecify.annotations.NullMarked;
