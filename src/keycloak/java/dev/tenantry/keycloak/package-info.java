@NullMarked
package dev.tenantry.keycloak;

import org.jspecify.annotations.NullMarked;
