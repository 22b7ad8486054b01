# What `rondo` and the submit-*.sh scripts share on their way to spark-submit; sourced, never run.
#
# A script tells its own options by two functions, which may call common_flag and common_option:
#   is_own_flag OPTION           true for an option of the script that takes no value
#   take_option OPTION VALUE     uses an option of the script; false for one of spark-submit
# shellcheck shell=bash disable=SC2034,SC2154 # variables are shared with common.sh and the scripts that source this

# parse ARGUMENT...: splits them into --master (wherever it stands), `submit` (the options before
# the command, for spark-submit) and `arguments` (the command and what follows).
parse() {
  master='' submit=() arguments=()
  while (($# > 0)); do
    taken=1
    case $1 in
      --master)
        (($# > 1)) || fail 64 "--master needs a value, for example --master spark://host:7077"
        master=$2 taken=2
        ;;
      --master=*) master=${1#--master=} ;;
      *)
        if [[ ${#arguments[@]} -gt 0 || $1 != -* ]]; then
          arguments+=("$1")
        else
          parse_option "$@"
        fi
        ;;
    esac
    shift "$taken"
  done
}

# One option before the command; sets `taken`, how many words it has.
parse_option() {
  local name=${1%%=*} value=''
  if is_own_flag "$1" || is_spark_flag "$1"; then
    take_option "$1" '' || submit+=("$1")
    return 0
  fi
  if [[ $1 == --*=* ]]; then
    value=${1#*=}
  else
    (($# > 1)) || fail 64 "the option $1 before the command needs a value"
    value=$2 taken=2
  fi
  [[ $name != --conf && $name != -c ]] || refuse_secret "${value%%=*}"
  take_option "$name" "$value" || submit+=("$name" "$value")
}

# The options of spark-submit that have no value.
is_spark_flag() {
  case $1 in
    --verbose | -v | --supervise | --load-spark-defaults | --usage-error) return 0 ;;
    *) return 1 ;;
  esac
}

# refuse_secret KEY: everybody who lists processes reads the command line, and the JVM logs it.
refuse_secret() {
  local key shape='(secret|password|token|(access|secret|api)[._-]?key)$'
  key=$(tr '[:upper:]' '[:lower:]' <<<"$1")
  [[ ! $key =~ $shape ]] ||
    fail 64 "$1 is a secret, which the command line would show to every user of this machine; put it into a file that only you can read (--properties-file FILE of spark-submit) or into the environment (AWS_SECRET_ACCESS_KEY for S3)"
}

# setting KEY: prints what the options for spark-submit give it, or else spark-defaults.conf.
setting() {
  local i found='' defaults=${SPARK_CONF_DIR:-${spark_home:-${SPARK_HOME:-}}/conf}/spark-defaults.conf
  for ((i = 0; i + 1 < ${#submit[@]}; i++)); do
    case ${submit[i]} in
      --conf | -c) [[ ${submit[i + 1]} != "$1="* ]] || found=${submit[i + 1]#*=} ;;
      --deploy-mode) [[ $1 != spark.submit.deployMode ]] || found=${submit[i + 1]} ;;
      --driver-java-options) [[ $1 != spark.driver.extraJavaOptions ]] || found=${submit[i + 1]} ;;
      --executor-cores) [[ $1 != spark.executor.cores ]] || found=${submit[i + 1]} ;;
    esac
  done
  if [[ -z $found && -f $defaults ]]; then
    found=$(sed -n "s/^[[:space:]]*${1//./\\.}[[:space:]=]\{1,\}\(.*\)/\1/p" "$defaults" | tail -n 1)
  fi
  printf '%s\n' "$found"
}

# True where the driver runs on the cluster.
is_cluster_mode() {
  [[ $(setting spark.submit.deployMode) == cluster ]]
}

# Sets `options`, all that spark-submit is given: our defaults first, because the last of two equal
# options wins. What Java is given goes into Spark's "default" options, which leaves the "extra"
# ones of spark-defaults.conf and of the user as they are.
submit_options() {
  options=(--class "$main_class")
  if [[ ${arguments[0]-} == quickstart ]]; then
    options+=(--jars "$(data_jar)")
  fi
  options+=(--conf "spark.executor.defaultJavaOptions=${kernel_options[*]}")
  if [[ -n $master ]]; then
    options+=(--master "$master")
  fi
  local driver_options="${kernel_options[*]}"
  if ! is_cluster_mode; then
    driver_options+=" -Dlog4j2.configurationFile=file:$root/conf/log4j2.properties"
  elif [[ $master == spark://* ]]; then
    # Every JVM that Spark starts gets the modules that vectors and Kryo need, but not this driver's;
    # and of all options of Java it gets the extra ones alone.
    local extra
    extra=$(setting spark.driver.extraJavaOptions)
    submit+=(--driver-java-options "${module_options[*]} ${kernel_options[*]}${extra:+ $extra}")
  fi
  options+=(--conf "spark.driver.defaultJavaOptions=$driver_options")
  options+=(${submit[@]+"${submit[@]}"} "$jar" ${arguments[@]+"${arguments[@]}"})
}

# Sets `spark_submit`, of SPARK_HOME or else of the PATH, `spark_home`, and `spark_version`, empty
# where the jars do not tell it; refuses a Spark that cannot run Rondo.
find_spark_submit() {
  local core
  spark_home=${SPARK_HOME:-}
  if [[ -z $spark_home ]]; then
    spark_submit=$(command -v spark-submit) ||
      fail 78 "found no Spark: SPARK_HOME is not set and there is no spark-submit on the PATH; set SPARK_HOME to a Spark 4 distribution"
    spark_home=$(cd -- "$(dirname -- "$(readlink -f -- "$spark_submit")")/.." && pwd -P)
  else
    spark_submit="$spark_home/bin/spark-submit"
    [[ -x $spark_submit ]] ||
      fail 78 "SPARK_HOME is $spark_home, which has no bin/spark-submit; set it to a Spark 4 distribution or unset it"
  fi
  core=$(compgen -G "$spark_home/jars/spark-core_*.jar" | head -n 1) || core=''
  [[ -z $core || $core == */spark-core_2.13-4.* ]] ||
    fail 78 "$spark_home holds $(basename -- "$core"), expected Spark 4 with Scala 2.13; set SPARK_HOME to such a distribution"
  spark_version=${core##*spark-core_2.13-}
  spark_version=${spark_version%.jar}
}

# From here on: what the submit-*.sh scripts have in common.
dry_run=false given_jar='' secure=''

is_own_flag() {
  case $1 in
    -h | --help | --dry-run) return 0 ;;
    *) return 1 ;;
  esac
}

# common_option OPTION VALUE: uses an option that all submit-*.sh scripts know.
common_option() {
  case $1 in
    -h | --help)
      # The comment at the head of the script.
      sed -n '2,/^[^#]/{ s/^# \{0,1\}//p; }' "$0"
      exit 0
      ;;
    --dry-run) dry_run=true ;;
    --jar) given_jar=$2 ;;
    --secure) secure=$2 ;;
    *) return 1 ;;
  esac
}

# Adds the settings of --secure; refuses a file that shows its secret, or that this Spark cannot use.
add_secure() {
  [[ -f $secure ]] ||
    fail 66 "--secure: there is no file $secure; copy conf/secure.conf and add your secret"
  local secret='^[[:space:]]*spark\.[^[:space:]=#]*(secret|password|token|access[._-]?key|secret[._-]?key)[[:space:]=]'
  local mode
  # shellcheck disable=SC2012 # of one file, and not all systems have the same stat and find
  mode=$(ls -ldL -- "$secure" | cut -c 1-10)
  if [[ $mode == ????r* || $mode == *r?? ]] && grep -Eqi "$secret" "$secure"; then
    fail 78 "--secure: $secure holds a secret and others can read it; make it yours alone with chmod 600 $secure"
  fi
  if [[ -z $spark_version ]]; then
    spark_version=$("$spark_submit" --version 2>&1 | sed -n 's/.*version \([0-9][0-9.]*\).*/\1/p' | head -n 1)
  fi
  # SPARK-56227: of all messages of a connection it takes the first and drops the others.
  if [[ $spark_version =~ ^4\.(0\.[0-3]|1\.[0-2])$ ]] && grep -Eq '^[[:space:]]*spark\.network\.crypto\.cipher.*GCM' "$secure"; then
    fail 78 "Spark $spark_version hangs with the cipher AES/GCM/NoPadding of $secure (SPARK-56227); set SPARK_HOME to Spark 4.0.4, 4.1.3 or later"
  fi
  submit+=(--properties-file "$secure" --load-spark-defaults)
}

# Makes the job file reachable for a driver that runs on another machine, and refuses an output
# that would vanish with its working directory.
locate_paths() {
  local word previous='' located=()
  for word in "${arguments[@]}"; do
    case $word in
      --config=* | --output=*)
        previous=${word%%=*} word=${word#*=}
        located+=("$previous")
        ;;
    esac
    case $previous in
      --config) job_file "$word" ;;
      --output)
        case $word in
          *:* | /*) ;;
          *) fail 64 "--output $word is a relative path, but the driver runs on another machine; give a URI, for example hdfs:///runs/1, or the absolute path of a folder that all machines share" ;;
        esac
        ;;
    esac
    located+=("$word")
    previous=$word
  done
  arguments=("${located[@]}")
}

# job_file PATH: sets `word` to what the driver calls this job file.
job_file() {
  [[ $1 != *:* ]] || return 0
  [[ -f $1 ]] || fail 66 "there is no job file $1"
  local path
  path=$(cd -- "$(dirname -- "$1")" && pwd -P)/$(basename -- "$1")
  if [[ $master == spark://* ]]; then
    word=$path # which the machine of the driver must have too: this Spark sends no files to it
  else
    add_file "$path"
    word=$(basename -- "$path")
  fi
}

# add_file PATH: sends it to the working directory of the driver, beside the files of the user.
add_file() {
  local i
  for ((i = 0; i + 1 < ${#submit[@]}; i++)); do
    if [[ ${submit[i]} == --files ]]; then
      submit[i + 1]+=",$1"
      return 0
    fi
  done
  submit+=(--files "$1")
}

# prepare_submit ARGUMENT...: sets `spark_submit` and `options`; ends here where they are all that
# was asked for. Calls check_cluster of the script, which refuses what the cluster cannot do.
prepare_submit() {
  parse "$@"
  ((${#arguments[@]} > 0)) || fail 64 "no command was given; see '$0 --help'"
  find_spark_submit
  [[ -z $secure ]] || add_secure
  check_cluster
  if [[ -n $given_jar ]]; then
    jar=$given_jar
  else
    prepare
  fi
  ! is_cluster_mode || locate_paths
  submit_options
  if $dry_run; then
    printf '%q ' "$spark_submit" "${options[@]}"
    printf '\n'
    exit 0
  fi
}
