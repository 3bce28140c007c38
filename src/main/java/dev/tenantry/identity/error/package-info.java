@NullMarked
package dev.tenantry.identity.error;

import org.jspecify.annotations.NullMarked;
