@NullMarked
package dev.tenantry.identity.mfa;

import org.jspecify.annotations.NullMarked;
