/** Organizations' own identity providers by SAML 2.0: registered by domain, asked, and believed within it. */
@NullMarked
package dev.tenantry.identity.federation.saml;

import org.jspecify.annotations.NullMarked;
