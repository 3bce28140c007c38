@NullMarked
package dev.tenantry.identity.admin;

import org.jspecify.annotations.NullMarked;
