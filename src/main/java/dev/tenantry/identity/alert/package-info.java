@NullMarked
package dev.tenantry.identity.alert;

import org.jspecify.annotations.NullMarked;
