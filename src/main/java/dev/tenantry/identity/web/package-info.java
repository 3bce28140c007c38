@NullMarked
package dev.tenantry.identity.web;

import org.jspecify.annotations.NullMarked;
