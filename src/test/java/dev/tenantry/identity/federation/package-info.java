@NullMarked
package dev.tenantry.identity.federation;

import org.jspecify.annotations.NullMarked;
