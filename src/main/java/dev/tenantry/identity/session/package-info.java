@NullMarked
package dev.tenantry.identity.session;

import org.jspecify.annotations.NullMarked;
