@NullMarked
package dev.tenantry.identity.oauth;

import org.jspecify.annotations.NullMarked;
