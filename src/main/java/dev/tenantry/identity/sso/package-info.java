@NullMarked
package dev.tenantry.identity.sso;

import org.jspecify.annotations.NullMarked;
