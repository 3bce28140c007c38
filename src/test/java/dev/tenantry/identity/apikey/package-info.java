@NullMarked
package dev.tenantry.identity.apikey;

import org.jspecify.annotations.NullMarked;
