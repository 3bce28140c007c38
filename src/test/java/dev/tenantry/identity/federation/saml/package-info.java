@NullMarked
package dev.tenantry.identity.federation.saml;

import org.jspecify.annotations.NullMarked;
