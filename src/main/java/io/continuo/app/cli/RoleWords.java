package io.continuo.app.cli;

import io.continuo.api.component.ComponentRole;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Roles as people type them: {@code config,process,target,agent}. */
final class RoleWords implements ITypeConverter<RoleWords.Word> {
    /**
     * One of them.
     *
     * @param component what it is beside the configuration server, which always runs
     */
    record Word(Optional<ComponentRole> component) {}

    @Override
    public Word convert(String value) {
        return switch (value.trim().toLowerCase(Locale.ROOT)) {
            case "config" -> new Word(Optional.empty());
            case "process" -> new Word(Optional.of(ComponentRole.PROCESS_SERVER));
            case "target" -> new Word(Optional.of(ComponentRole.MASTER_TARGET));
            case "agent" -> new Word(Optional.of(ComponentRole.AGENT));
            default ->
                    throw new TypeConversionException(
                            "'" + value + "' is no role; write config, process, target or agent");
        };
    }

    static Set<ComponentRole> components(List<Word> words) {
        Set<ComponentRole> roles = EnumSet.noneOf(ComponentRole.class);
        words.forEach(word -> word.component().ifPresent(roles::add));
        return roles;
    }
}
