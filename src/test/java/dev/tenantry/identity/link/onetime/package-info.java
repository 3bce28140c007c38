@NullMarked
package dev.tenantry.identity.link.onetime;

import org.jspecify.annotations.NullMarked;
