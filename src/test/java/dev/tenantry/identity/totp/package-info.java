@NullMarked
package dev.tenantry.identity.totp;

import org.jspecify.annotations.NullMarked;
