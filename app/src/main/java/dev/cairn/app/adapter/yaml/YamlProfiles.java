package dev.cairn.app.adapter.yaml;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.profile.Layer;
import dev.cairn.app.domain.profile.ParsedProfile;
import dev.cairn.app.domain.profile.ProfileDraft;
import dev.cairn.app.domain.profile.ProfileFinding;
import dev.cairn.app.domain.profile.ProfileFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Profiles in YAML 1.2. Bounded: 256 Ki characters, 20 aliases, no recursion; tags make no objects. */
public final class YamlProfiles implements ProfileFormat {
    private static final int LONGEST = 256 * 1024;
    private static final int MOST_ALIASES = 20;
    private static final String FILE = "profile";

    @Override
    public ParsedProfile parse(String text) {
        if (text.length() > LONGEST) {
            return unreadable(AppProblem.PROFILE_TOO_LARGE, 0, 0, "more than " + LONGEST + " characters");
        }
        LoadSettings settings = LoadSettings.builder()
                .setLabel(FILE)
                .setCodePointLimit(LONGEST)
                .setMaxAliasesForCollections(MOST_ALIASES)
                .setAllowDuplicateKeys(false)
                .setAllowRecursiveKeys(false)
                .build();
        try {
            Optional<Node> root = new Compose(settings).composeString(text);
            if (root.isEmpty()) {
                return unreadable(AppProblem.PROFILE_NOT_YAML, 1, 1, "the file is empty");
            }
            return new ProfileReader().read(root.get());
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark();
            return unreadable(
                    AppProblem.PROFILE_NOT_YAML,
                    mark.map(at -> at.getLine() + 1).orElse(0),
                    mark.map(at -> at.getColumn() + 1).orElse(0),
                    String.valueOf(e.getProblem()));
        } catch (YamlEngineException e) {
            return unreadable(AppProblem.PROFILE_NOT_YAML, 0, 0, String.valueOf(e.getMessage()));
        } catch (StackOverflowError e) {
            return unreadable(AppProblem.PROFILE_NOT_YAML, 0, 0, "nested too deeply");
        }
    }

    private static ParsedProfile unreadable(AppProblem code, int line, int column, String reason) {
        Problem problem = Problem.of(
                code,
                "validate",
                FILE,
                "reason",
                reason.lines().findFirst().orElse(""),
                "line",
                line,
                "column",
                column);
        return new ParsedProfile(null, List.of(new ProfileFinding(problem, "", line, column, -1)), Map.of());
    }

    @Override
    public String write(ProfileDraft draft) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("format", ProfileReader.FORMAT);
        document.put("name", draft.name());
        document.put("description", draft.description());
        List<Map<String, Object>> layers = new ArrayList<>();
        draft.layers().forEach(layer -> layers.add(layer(layer)));
        document.put("layers", layers);
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setIndicatorIndent(2)
                .setIndentWithIndicator(true)
                .build();
        return new Dump(settings).dumpToString(document);
    }

    private static Map<String, Object> layer(Layer layer) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", layer.kind().word());
        fields.put("name", layer.name());
        fields.put("artifact", layer.artifact());
        String digest = layer.digest();
        if (digest != null) {
            fields.put("digest", digest);
        }
        if (!layer.settings().isEmpty()) {
            fields.put("settings", new LinkedHashMap<>(layer.settings()));
        }
        return fields;
    }
}
