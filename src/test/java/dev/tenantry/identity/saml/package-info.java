@NullMarked
package dev.tenantry.identity.saml;

import org.jspecify.annotations.NullMarked;
