@NullMarked
package dev.tenantry.welcome.demo;

import org.jspecify.annotations.NullMarked;
