package dev.cairn.app.adapter.yaml;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.profile.Layer;
import dev.cairn.app.domain.profile.LayerKind;
import dev.cairn.app.domain.profile.ParsedProfile;
import dev.cairn.app.domain.profile.ProfileDraft;
import dev.cairn.app.domain.profile.ProfileFinding;
import dev.cairn.app.domain.profile.ProfilePlace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads one profile out of YAML's nodes and notes everything that is wrong with its shape. For one use, by one thread. */
final class ProfileReader {
    static final int FORMAT = 1;

    private static final int MOST_LAYERS = 100;
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9._-]{0,61}[a-z0-9])?");
    private static final Set<String> FIELDS = fields("format", "name", "description", "layers");
    private static final Set<String> LAYER_FIELDS = fields("kind", "name", "artifact", "digest", "settings");

    private final List<ProfileFinding> findings = new ArrayList<>();
    private final Map<String, ProfilePlace> places = new LinkedHashMap<>();
    private int layer = -1;

    ParsedProfile read(Node root) {
        Map<String, Node> fields = mapping(root, "", FIELDS);
        if (fields == null) {
            return new ParsedProfile(null, findings, places);
        }
        String format = text(fields, "", "format", true);
        if (!format.isEmpty() && !format.equals(Integer.toString(FORMAT))) {
            wrong(AppProblem.PROFILE_FIELD_INVALID, "format", "value", format, "allowed", FORMAT);
        }
        String name = name(fields, "");
        String description = text(fields, "", "description", false);
        ProfileDraft draft = new ProfileDraft(name, description, layers(fields.get("layers")));
        return new ParsedProfile(draft, findings, places);
    }

    private List<Layer> layers(@Nullable Node node) {
        if (node == null) {
            wrong(AppProblem.PROFILE_FIELD_MISSING, "layers", "field", "layers");
            return List.of();
        }
        if (!(node instanceof SequenceNode sequence)) {
            wrong(AppProblem.PROFILE_FIELD_INVALID, "layers", "value", "no list", "allowed", "a list of layers");
            return List.of();
        }
        if (sequence.getValue().size() > MOST_LAYERS) {
            wrong(
                    AppProblem.PROFILE_FIELD_INVALID,
                    "layers",
                    "value",
                    sequence.getValue().size(),
                    "allowed",
                    "at most " + MOST_LAYERS);
            return List.of();
        }
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < sequence.getValue().size(); i++) {
            layer = i;
            Node item = sequence.getValue().get(i);
            places.put("layers[" + i + "]", place(item));
            layer(item, "layers[" + i + "]").ifPresent(layers::add);
        }
        layer = -1;
        return layers;
    }

    private Optional<Layer> layer(Node item, String path) {
        Map<String, Node> fields = mapping(item, path, LAYER_FIELDS);
        if (fields == null) {
            return Optional.empty();
        }
        String word = text(fields, path, "kind", true);
        Optional<LayerKind> kind = LayerKind.ofWord(word);
        if (kind.isEmpty() && !word.isEmpty()) {
            wrong(AppProblem.PROFILE_KIND_UNKNOWN, path + ".kind", "value", word);
        }
        String name = name(fields, path);
        String artifact = text(fields, path, "artifact", true);
        String digest = text(fields, path, "digest", false);
        Map<String, String> settings = settings(fields.get("settings"), path + ".settings");
        return kind.map(known -> new Layer(known, name, artifact, digest.isEmpty() ? null : digest, settings));
    }

    private Map<String, String> settings(@Nullable Node node, String path) {
        Map<String, String> settings = new TreeMap<>();
        if (node == null) {
            return settings;
        }
        Map<String, Node> fields = mapping(node, path, null);
        if (fields != null) {
            fields.keySet().forEach(name -> settings.put(name, text(fields, path, name, true)));
        }
        return settings;
    }

    /** The fields of a mapping; null when it is none. {@code known} null allows any field. */
    private @Nullable Map<String, Node> mapping(Node node, String path, @Nullable Set<String> known) {
        places.putIfAbsent(path, place(node));
        if (!(node instanceof MappingNode mapping)) {
            wrong(AppProblem.PROFILE_FIELD_INVALID, path, "value", "no mapping", "allowed", "names with values");
            return null;
        }
        Map<String, Node> fields = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String field = tuple.getKeyNode() instanceof ScalarNode scalar ? printable(scalar.getValue()) : "?";
            String inner = path.isEmpty() ? field : path + "." + field;
            boolean twice = fields.containsKey(field);
            if (!twice) {
                places.put(inner, place(tuple.getKeyNode()));
            }
            if (twice || (known != null && !known.contains(field))) {
                unknown(tuple.getKeyNode(), inner, field, known == null ? Set.of() : known);
            } else {
                fields.put(field, tuple.getValueNode());
            }
        }
        return fields;
    }

    private void unknown(Node key, String path, String field, Set<String> known) {
        ProfilePlace at = place(key);
        Problem problem = Problem.of(
                AppProblem.PROFILE_FIELD_UNKNOWN,
                "validate",
                path,
                "field",
                field,
                "known",
                String.join(", ", known),
                "line",
                at.line(),
                "column",
                at.column());
        findings.add(new ProfileFinding(problem, path, at.line(), at.column(), layer));
    }

    private String name(Map<String, Node> fields, String path) {
        String name = text(fields, path, "name", true);
        if (!name.isEmpty() && !NAME.matcher(name).matches()) {
            String place = path.isEmpty() ? "name" : path + ".name";
            wrong(AppProblem.PROFILE_FIELD_INVALID, place, "value", printable(name), "allowed", "a-z 0-9 . _ -");
        }
        return name;
    }

    private String text(Map<String, Node> fields, String path, String field, boolean required) {
        Node node = fields.get(field);
        String inner = path.isEmpty() ? field : path + "." + field;
        if (node instanceof ScalarNode scalar && !(required && scalar.getValue().isBlank())) {
            places.put(inner, place(node));
            return printable(scalar.getValue());
        }
        if (node == null || node instanceof ScalarNode) {
            if (required) {
                wrong(AppProblem.PROFILE_FIELD_MISSING, inner, "field", field);
            }
        } else {
            wrong(AppProblem.PROFILE_FIELD_INVALID, inner, "value", "no single value", "allowed", "text");
        }
        return "";
    }

    private void wrong(AppProblem code, String path, Object... arguments) {
        ProfilePlace at = new ParsedProfile(null, List.of(), places).place(path);
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            named.put(arguments[i].toString(), arguments[i + 1].toString());
        }
        named.put("line", Integer.toString(at.line()));
        named.put("column", Integer.toString(at.column()));
        Problem problem = new Problem(code.code(), "validate", path.isEmpty() ? "profile" : path, named);
        findings.add(new ProfileFinding(problem, path, at.line(), at.column(), layer));
    }

    private static ProfilePlace place(Node node) {
        return node.getStartMark()
                .map(mark -> new ProfilePlace(mark.getLine() + 1, mark.getColumn() + 1))
                .orElse(ProfilePlace.WHOLE);
    }

    /** Control characters never reach a terminal or a dialog. */
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}]", "?");
    }

    private static Set<String> fields(String... names) {
        return new LinkedHashSet<>(List.of(names));
    }
}
